"""Pages: signing in and out, coming in with a one-time link, one's own account, and the trail."""

from anyue.accounts.views.entering import enter
from anyue.accounts.views.signing_in import SignInView, SignOutView, locked_out
from anyue.accounts.views.trail import export_trail, trail

__all__ = ["SignInView", "SignOutView", "enter", "export_trail", "locked_out", "trail"]
