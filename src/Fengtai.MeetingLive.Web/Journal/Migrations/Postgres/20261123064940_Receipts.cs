using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fengtai.MeetingLive.Web.Journal.Migrations.Postgres
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
                    Hash = table.Column<string>(type: "text", nullable: false),
                    MeetingId = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    QuestionId = table.Column<string>(type: "text", nullable: true),
                    RoundId = table.Column<string>(type: "text", nullable: true)
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
                SELECT "Body"::json ->> 'receipt', "MeetingId", "Version", "Body"::json ->> 'question', "Body"::json ->> 'round'
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
