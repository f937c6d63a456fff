using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteMeetingContext -o Journal/Migrations/Sqlite</c>; connects to nothing.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteMeetingContext>
{
    public SqliteMeetingContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMeetingContext>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>The same for PostgreSQL: <c>--context PostgresMeetingContext -o Journal/Migrations/Postgres</c>.</summary>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresMeetingContext>
{
    public PostgresMeetingContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMeetingContext>().UseNpgsql("Host=localhost").Options);
}
