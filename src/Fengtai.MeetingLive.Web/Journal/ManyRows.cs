using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// Writes the rows of a large batch by one prepared command a table. On SQLite EF makes a command of its own for every row,
/// which is most of what hundreds of ratings at once cost; PostgreSQL's driver sends them together already.
/// </summary>
internal static class ManyRows
{
    /// <summary>Fewer are written by EF as everything else.</summary>
    public const int Many = 16;

    /// <summary>
    /// Saves all that is tracked, in the transaction that is open. New entries, their private parts and receipts refer to
    /// nothing but the meeting, so they come last.
    /// </summary>
    public static async Task SaveAsync(MeetingContext context, CancellationToken cancel)
    {
        var entries = Take<JournalRow>(context);
        var hidden = Take<PrivateRow>(context);
        var receipts = Take<ReceiptRow>(context);
        await context.SaveChangesAsync(cancel);
        await InsertAsync(context, entries, cancel);
        await InsertAsync(context, hidden, cancel);
        await InsertAsync(context, receipts, cancel);
    }

    /// <summary>What is new, taken out of EF's hands; nothing when it is little.</summary>
    private static List<T> Take<T>(MeetingContext context)
        where T : class
    {
        var added = context.ChangeTracker.Entries<T>().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count < Many)
            return [];
        foreach (var entry in added)
        {
            entry.State = EntityState.Detached;
        }

        return [.. added.Select(entry => entry.Entity)];
    }

    private static async Task InsertAsync<T>(MeetingContext context, List<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var type = context.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var properties = type.GetProperties().ToArray();
        var sql = context.GetService<ISqlGenerationHelper>();
        var columns = properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!));
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        var values = properties.Select((_, i) => Add(command, $"@p{i}")).ToArray();
        command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", values.Select(value => value.ParameterName))})";
        foreach (var row in rows)
        {
            for (var i = 0; i < properties.Length; i++)
            {
                var value = properties[i].GetGetter().GetClrValue(row);
                var converter = properties[i].GetTypeMapping().Converter;
                values[i].Value = (converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
