"""The cookie by which a browser is known: kept from scripts and from other sites."""

from __future__ import annotations

from fastapi import Request, Response

__all__ = ["cookie_name", "give", "take", "token_in"]


def cookie_name(request: Request) -> str:
    """Cookies are shared by all ports of a machine; two workbenches at once need two names."""
    return f"reportedly_session_{request.url.port}" if request.url.port else "reportedly_session"


def token_in(request: Request) -> str | None:
    """What the browser brings."""
    return request.cookies.get(cookie_name(request))


def give(request: Request, answer: Response, token: str) -> None:
    """Have the browser keep the token until it is closed."""
    secure = request.url.scheme == "https"
    answer.set_cookie(cookie_name(request), token, httponly=True, samesite="strict", secure=secure, path="/")


def take(request: Request, answer: Response) -> None:
    """Have the browser forget it."""
    secure = request.url.scheme == "https"
    answer.delete_cookie(cookie_name(request), httponly=True, samesite="strict", secure=secure, path="/")
