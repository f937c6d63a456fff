using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fengtai.MeetingLive.Web.Journal.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Tracking : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Answered",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "Meetings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "HandedOver",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Present",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Questions",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Rated",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Refused",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Satisfied",
                table: "Meetings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Grid",
                table: "Grants",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Unit",
                table: "Grants",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CarriedTo",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Claim",
                table: "Commitments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Declined",
                table: "Commitments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Delay",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstDeadline",
                table: "Commitments",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FollowedUp",
                table: "Commitments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "FollowedUpSatisfied",
                table: "Commitments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "FromMeetingId",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Grid",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Latest",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LatestAt",
                table: "Commitments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LatestKind",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Milestones",
                table: "Commitments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Missed",
                table: "Commitments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Reached",
                table: "Commitments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Reopenings",
                table: "Commitments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SettledAt",
                table: "Commitments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Topic",
                table: "Commitments",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Whistling",
                table: "Commitments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Links",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    MeetingId = table.Column<string>(type: "text", nullable: false),
                    CommitmentId = table.Column<string>(type: "text", nullable: true),
                    WhistleId = table.Column<string>(type: "text", nullable: true),
                    Holder = table.Column<string>(type: "text", nullable: false),
                    IssuedBy = table.Column<string>(type: "text", nullable: false),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Links", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Links_MeetingId_CommitmentId",
                table: "Links",
                columns: new[] { "MeetingId", "CommitmentId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Links");

            migrationBuilder.DropColumn(
                name: "Answered",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "HandedOver",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Present",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Questions",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Rated",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Refused",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Satisfied",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Grid",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "Unit",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "CarriedTo",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Claim",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Declined",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Delay",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "FirstDeadline",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "FollowedUp",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "FollowedUpSatisfied",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "FromMeetingId",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Grid",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Latest",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "LatestAt",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "LatestKind",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Milestones",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Missed",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Reached",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Reopenings",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "SettledAt",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "Commitments");

            migrationBuilder.DropColumn(
                name: "Whistling",
                table: "Commitments");
        }
    }
}
