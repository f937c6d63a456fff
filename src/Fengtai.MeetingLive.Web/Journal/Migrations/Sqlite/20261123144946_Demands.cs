using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fengtai.MeetingLive.Web.Journal.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Demands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DemandHeads",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    VisibleTo = table.Column<int>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandHeads", x => x.StreetId);
                });

            migrationBuilder.CreateTable(
                name: "DemandImports",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Beat = table.Column<long>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Updated = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandImports", x => new { x.StreetId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "DemandLooks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    DemandId = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandLooks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DemandMappings",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    Headers = table.Column<string>(type: "TEXT", nullable: false),
                    Mapping = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandMappings", x => new { x.StreetId, x.Headers });
                });

            migrationBuilder.CreateTable(
                name: "DemandMerges",
                columns: table => new
                {
                    Act = table.Column<string>(type: "TEXT", nullable: false),
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    Keep = table.Column<long>(type: "INTEGER", nullable: false),
                    Joined = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Undone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandMerges", x => x.Act);
                });

            migrationBuilder.CreateTable(
                name: "DemandMoves",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", nullable: false),
                    DemandId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<int>(type: "INTEGER", nullable: false),
                    To = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Undone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandMoves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Demands",
                columns: table => new
                {
                    RowId = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    OuterNumber = table.Column<string>(type: "TEXT", nullable: true),
                    Topic = table.Column<string>(type: "TEXT", nullable: true),
                    Part = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Plain = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grid = table.Column<string>(type: "TEXT", nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: true),
                    List = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PhoneMark = table.Column<string>(type: "TEXT", nullable: true),
                    PlaceMark = table.Column<string>(type: "TEXT", nullable: true),
                    MergedInto = table.Column<long>(type: "INTEGER", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    RetainUntil = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Demands", x => x.RowId);
                });

            migrationBuilder.CreateTable(
                name: "DemandsApart",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "TEXT", nullable: false),
                    A = table.Column<long>(type: "INTEGER", nullable: false),
                    B = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandsApart", x => new { x.StreetId, x.A, x.B });
                });

            migrationBuilder.CreateIndex(
                name: "IX_DemandLooks_StreetId",
                table: "DemandLooks",
                column: "StreetId");

            migrationBuilder.CreateIndex(
                name: "IX_DemandMerges_StreetId_Keep",
                table: "DemandMerges",
                columns: new[] { "StreetId", "Keep" });

            migrationBuilder.CreateIndex(
                name: "IX_DemandMoves_StreetId_Act",
                table: "DemandMoves",
                columns: new[] { "StreetId", "Act" });

            migrationBuilder.CreateIndex(
                name: "IX_DemandMoves_StreetId_DemandId",
                table: "DemandMoves",
                columns: new[] { "StreetId", "DemandId" });

            migrationBuilder.CreateIndex(
                name: "IX_Demands_RetainUntil",
                table: "Demands",
                column: "RetainUntil");

            migrationBuilder.CreateIndex(
                name: "IX_Demands_StreetId_Id",
                table: "Demands",
                columns: new[] { "StreetId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Demands_StreetId_OuterNumber",
                table: "Demands",
                columns: new[] { "StreetId", "OuterNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Demands_StreetId_ReceivedOn_Id_Since_Until_List_Topic_Part_Source_Grid_MergedInto",
                table: "Demands",
                columns: new[] { "StreetId", "ReceivedOn", "Id", "Since", "Until", "List", "Topic", "Part", "Source", "Grid", "MergedInto" });

            migrationBuilder.CreateIndex(
                name: "IX_Demands_StreetId_Topic_Part_ReceivedOn",
                table: "Demands",
                columns: new[] { "StreetId", "Topic", "Part", "ReceivedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DemandHeads");

            migrationBuilder.DropTable(
                name: "DemandImports");

            migrationBuilder.DropTable(
                name: "DemandLooks");

            migrationBuilder.DropTable(
                name: "DemandMappings");

            migrationBuilder.DropTable(
                name: "DemandMerges");

            migrationBuilder.DropTable(
                name: "DemandMoves");

            migrationBuilder.DropTable(
                name: "Demands");

            migrationBuilder.DropTable(
                name: "DemandsApart");
        }
    }
}
