using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fengtai.MeetingLive.Web.Journal.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Receipts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Receipts",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    MeetingId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", nullable: true),
                    RoundId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Receipts", x => new { x.Hash, x.MeetingId, x.Version });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Receipts_MeetingId",
                table: "Receipts",
                column: "MeetingId");

            // What was given before this table was there must be found too.
            migrationBuilder.Sql(
                """
                INSERT INTO "Receipts" ("Hash", "MeetingId", "Version", "QuestionId", "RoundId")
                SELECT json_extract("Body", '$.receipt'), "MeetingId", "Version", json_extract("Body", '$.question'), json_extract("Body", '$.round')
                FROM "Journal" WHERE "Type" IN ('asked.1', 'rated.1')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Receipts");
        }
    }
}
