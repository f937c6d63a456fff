using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Preparation.Demands;

namespace Fengtai.MeetingLive.Web.Preparation.Workbooks;

/// <summary>
/// 诉求清单 of a workbook goes the way of every file of demands: the list knows them again, and seals what is personal.
/// </summary>
public static class WorkbookDemands
{
    /// <param name="name">The workbook's file.</param>
    /// <param name="by">Who imports, as the list keeps it.</param>
    /// <exception cref="ImportRefusedException">Another import goes on in this street.</exception>
    public static async Task<DemandImportJob> BeginAsync(
        DemandImports imports,
        StreetId street,
        string name,
        WorkbookContent content,
        string by,
        CancellationToken cancel
    )
    {
        using var file = new MemoryStream();
        WorkbookWriter.WriteDemands(file, content);
        file.Position = 0;
        var draft = await imports.TakeAsync(street.Value, name, file, cancel);
        return await imports.BeginAsync(street.Value, draft.Id, draft.Mapping, WorkbookDemand.Sources[0], by, cancel);
    }
}
