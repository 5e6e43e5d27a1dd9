"""What testers ask for under `/_mock/`: scenarios, accounts, mails, journal, clock, faults.

`routes` is the table of calls, `request` one such call; the other files answer them.
"""

from mock_server.admin.context import AdminContext
from mock_server.admin.page import testers_page_routes
from mock_server.admin.routes import ADMIN, admin_routes, known_calls

__all__ = ["ADMIN", "AdminContext", "admin_routes", "known_calls", "testers_page_routes"]
