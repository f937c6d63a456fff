using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fengtai.MeetingLive.Web.Journal.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Scale : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "HeldBy",
                table: "Meetings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Scale",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "HeldBy",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Scale",
                table: "Meetings");
        }
    }
}
