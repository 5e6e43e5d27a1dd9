"""The service testers run: it behaves like the real one, its failures included.

Ways in: the command `unify-mock` (`cli.main`); the pytest plugin (`unify_mock_pytest`), whose fixtures
give a `mock.Mock` or a `mock.PortMock`; `server.RunningMock`, a server beside the program that starts it;
and `app.create_app` over a `state.service.MockService`, for who serves it in a way of their own.
Nothing is imported here, so that who looks for one thing does not load all.
"""
