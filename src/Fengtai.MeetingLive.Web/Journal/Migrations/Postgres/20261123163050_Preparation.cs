using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Fengtai.MeetingLive.Web.Journal.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Preparation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Locked",
                table: "AspNetUsers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Temporary",
                table: "AspNetUsers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DemandHeads",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    VisibleTo = table.Column<int>(type: "integer", nullable: false),
                    Stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandHeads", x => x.StreetId);
                });

            migrationBuilder.CreateTable(
                name: "DemandImports",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Beat = table.Column<long>(type: "bigint", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Updated = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandImports", x => new { x.StreetId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "DemandLooks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    DemandId = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandLooks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DemandMappings",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Headers = table.Column<string>(type: "text", nullable: false),
                    Mapping = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandMappings", x => new { x.StreetId, x.Headers });
                });

            migrationBuilder.CreateTable(
                name: "DemandMerges",
                columns: table => new
                {
                    Act = table.Column<string>(type: "text", nullable: false),
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Keep = table.Column<long>(type: "bigint", nullable: false),
                    Joined = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Undone = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandMerges", x => x.Act);
                });

            migrationBuilder.CreateTable(
                name: "DemandMoves",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Act = table.Column<string>(type: "text", nullable: false),
                    DemandId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<int>(type: "integer", nullable: false),
                    To = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Undone = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandMoves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Demands",
                columns: table => new
                {
                    RowId = table.Column<long>(type: "bigint", nullable: false),
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Since = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<int>(type: "integer", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    OuterNumber = table.Column<string>(type: "text", nullable: true),
                    Topic = table.Column<string>(type: "text", nullable: true),
                    Part = table.Column<string>(type: "text", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Plain = table.Column<string>(type: "text", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Grid = table.Column<string>(type: "text", nullable: true),
                    Unit = table.Column<string>(type: "text", nullable: true),
                    List = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    PhoneMark = table.Column<string>(type: "text", nullable: true),
                    PlaceMark = table.Column<string>(type: "text", nullable: true),
                    MergedInto = table.Column<long>(type: "bigint", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: false),
                    RetainUntil = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Demands", x => x.RowId);
                });

            migrationBuilder.CreateTable(
                name: "DemandsApart",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    A = table.Column<long>(type: "bigint", nullable: false),
                    B = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DemandsApart", x => new { x.StreetId, x.A, x.B });
                });

            migrationBuilder.CreateTable(
                name: "Grids",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Community = table.Column<string>(type: "text", nullable: false),
                    Closed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grids", x => new { x.StreetId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Preparations",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    MeetingId = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<string>(type: "text", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Preparations", x => x.StreetId);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    AccountId = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    Device = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sessions_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Streets",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Closed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Streets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Topics",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Parent = table.Column<string>(type: "text", nullable: true),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Keywords = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Topics", x => new { x.StreetId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Units",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Closed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Units", x => new { x.StreetId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "VisitPhotos",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Small = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitPhotos", x => new { x.StreetId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "Visits",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    GridId = table.Column<string>(type: "text", nullable: false),
                    Household = table.Column<string>(type: "text", nullable: false),
                    Groups = table.Column<int>(type: "integer", nullable: false),
                    Asked = table.Column<string>(type: "text", nullable: false),
                    Topic = table.Column<string>(type: "text", nullable: true),
                    Part = table.Column<string>(type: "text", nullable: true),
                    ToList = table.Column<bool>(type: "boolean", nullable: false),
                    DemandId = table.Column<string>(type: "text", nullable: true),
                    Receipt = table.Column<string>(type: "text", nullable: true),
                    PhotoHash = table.Column<string>(type: "text", nullable: true),
                    Phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Visits", x => new { x.StreetId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "VisitTargets",
                columns: table => new
                {
                    StreetId = table.Column<string>(type: "text", nullable: false),
                    GridId = table.Column<string>(type: "text", nullable: false),
                    Group = table.Column<int>(type: "integer", nullable: false),
                    Households = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VisitTargets", x => new { x.StreetId, x.GridId, x.Group });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

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
                name: "IX_Demands_StreetId_ReceivedOn_Id_Since_Until_List_Topic_Part_~",
                table: "Demands",
                columns: new[] { "StreetId", "ReceivedOn", "Id", "Since", "Until", "List", "Topic", "Part", "Source", "Grid", "MergedInto" });

            migrationBuilder.CreateIndex(
                name: "IX_Demands_StreetId_Topic_Part_ReceivedOn",
                table: "Demands",
                columns: new[] { "StreetId", "Topic", "Part", "ReceivedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_AccountId",
                table: "Sessions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Visits_Receipt",
                table: "Visits",
                column: "Receipt");

            migrationBuilder.CreateIndex(
                name: "IX_Visits_StreetId_At",
                table: "Visits",
                columns: new[] { "StreetId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

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

            migrationBuilder.DropTable(
                name: "Grids");

            migrationBuilder.DropTable(
                name: "Preparations");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "Streets");

            migrationBuilder.DropTable(
                name: "Topics");

            migrationBuilder.DropTable(
                name: "Units");

            migrationBuilder.DropTable(
                name: "VisitPhotos");

            migrationBuilder.DropTable(
                name: "Visits");

            migrationBuilder.DropTable(
                name: "VisitTargets");

            migrationBuilder.DropColumn(
                name: "Locked",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "Temporary",
                table: "AspNetUsers");
        }
    }
}
