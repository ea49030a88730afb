"""`licensectl size …`."""

from licensectl.app.sizing.options import AccessOptions, SizingOptions, SqlServerOptions, WindowsServerOptions
from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Size licences and packs by the rules of the product. -f yaml writes a request: … -f yaml | licensectl quote build -."""


@verb(app, "windows-server")
def windows_server(run: Run, options: WindowsServerOptions, shared: SizingOptions) -> Report:
    """Size cores, packs and CALs for Windows Server hosts.

    Examples: `licensectl size windows-server --server 2x10 --vms 4 --users 60`; `licensectl size windows-server --server 2x10 --prices
    sheet.csv -f yaml | licensectl quote build -`.
    """
    from licensectl.app.sizing import service

    return service.windows_server(run, options, shared)


@verb(app, "sql-server")
def sql_server(run: Run, options: SqlServerOptions, shared: SizingOptions) -> Report:
    """Size core packs, or server licences and CALs, for SQL Server. With server-cal, --vms counts the machines that run it.

    Examples: `licensectl size sql-server --vm-cores 8 --with-sa`; `licensectl size sql-server --server 2x8 -f json | jq .licenses`.
    """
    from licensectl.app.sizing import service

    return service.sql_server(run, options, shared)


@verb(app, "access")
def access(run: Run, options: AccessOptions, shared: SizingOptions) -> Report:
    """Size base and additive CALs of a server product.

    Examples: `licensectl size access --product exchange --users 40`;
    `licensectl size access --product sharepoint --users 40 --devices 10 -f csv | cut -d, -f1,4`.
    """
    from licensectl.app.sizing import service

    return service.access(run, options, shared)
