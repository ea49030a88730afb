"""`licensectl size …`."""

from licensectl.app.sizing.options import AccessOptions, SizingOptions, SqlServerOptions, WindowsServerOptions
from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Size licences and packs by the rules of the product. -f yaml writes a request: … -f yaml | licensectl quote build -."""


@verb(app, "windows-server")
def windows_server(run: Run, options: WindowsServerOptions, shared: SizingOptions) -> Report:
    """Size cores, packs and CALs for Windows Server hosts."""
    from licensectl.app.sizing import service

    return service.windows_server(run, options, shared)


@verb(app, "sql-server")
def sql_server(run: Run, options: SqlServerOptions, shared: SizingOptions) -> Report:
    """Size core packs, or server licences and CALs, for SQL Server. With server-cal, --vms counts the machines that run it."""
    from licensectl.app.sizing import service

    return service.sql_server(run, options, shared)


@verb(app, "access")
def access(run: Run, options: AccessOptions, shared: SizingOptions) -> Report:
    """Size base and additive CALs of a server product."""
    from licensectl.app.sizing import service

    return service.access(run, options, shared)
