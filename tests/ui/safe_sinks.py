"""No text of an export reaches a place where Streamlit reads Markdown or HTML, except through md().

The rule, read off the source of everything that draws. What is handed to a Markdown sink is built
only of
- literals;
- what md() and linked() return, and what stands in dashboard.words.values (our own words and
  numbers);
- constants of ours, which are in capitals;
- numbers: len(…), and values with a format that a string refuses, like {share:.1%} or {count:,};
- f-strings, +, x if y else z, lists, "…".join(…), .capitalize() and the like of these;
- a name that this function, or this module, binds to nothing but these.
So is every help=. Options of selectbox and multiselect are no Markdown: there md() would show its
signs. HTML, frames and components are not used at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

# The arguments of each sink that are read as Markdown, or loaded: by name, those that may be given
# by position first; _ stands for one that is neither. "…" means whatever is given by position.
FIRST = {
    "body": "caption header markdown mermaid_chart subheader title toast",
    "label": """audio_input badge button camera_input checkbox color_picker date_input
        datetime_input download_button expander file_uploader form_submit_button link_button
        multiselect number_input popover select_slider selectbox slider status text_area text_input
        time_input toggle""",
    "text": "spinner",
    "title": "dialog",
    "tabs": "tabs",
    "name": "chat_message",
}
SINKS: dict[str, tuple[str, ...]] = {
    **{sink: (name,) for name, sinks in FIRST.items() for sink in sinks.split()},
    **dict.fromkeys(("error", "info", "success", "warning"), ("body", "_", "_", "title")),
    **dict.fromkeys(("menu_button", "pills", "segmented_control"), ("label", "options")),
    **dict.fromkeys(("audio", "empty", "latex", "logo", "pdf", "table", "video"), ("…",)),
    **dict.fromkeys(("write", "write_stream"), ("…",)),
    "image": ("image", "caption"),
    "metric": ("label", "value", "delta", "delta_description"),
    "page_link": ("_", "label"),
    "progress": ("_", "text"),
    "radio": ("label", "options", "_", "captions"),
}
PLAIN = {"text", "code", "json"}
FORBIDDEN = {"html", "iframe", "components", "unsafe_allow_html", "unsafe_allow_javascript"}
CASES = {"capitalize", "lower", "upper"}
WORDS = "dashboard.words.values"
SAFE_TEXT = "dashboard.words.safe_text"
LINKED = "dashboard.ui.links.linked"
Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Reader:
    """One source file, and what in it breaks the rule."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }
        self.ours = set(self._imported())

    def _imported(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    if node.module == WORDS or whole in (f"{SAFE_TEXT}.md", WORDS, LINKED):
                        yield alias.asname or alias.name

    def violations(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            for broken in self._broken(node):
                yield f"line {getattr(node, 'lineno', '?')}: {broken}"

    def _broken(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.ImportFrom(module="streamlit"):
                yield "import streamlit as st, so that sinks keep their names"
            case ast.Import(names=names) if any(
                "streamlit.components" in name.name for name in names
            ):
                yield "components are not used"
            case ast.ImportFrom(module=str(module)) if module.startswith("streamlit.components"):
                yield "components are not used"
            case ast.Attribute(value=ast.Name(id="st"), attr=name) if name in FORBIDDEN:
                yield f"st.{name} is not used"
            case ast.Attribute(value=ast.Name(id="st"), attr=name) if name in SINKS:
                if not self._is_called(node):
                    yield f"st.{name} is handed on, out of sight of this rule"
            case ast.Call():
                yield from self._broken_call(node)

    def _is_called(self, node: ast.AST) -> bool:
        parent = self.parents[node]
        return isinstance(parent, ast.Call) and parent.func is node

    def _broken_call(self, call: ast.Call) -> Iterator[str]:
        for keyword in call.keywords:
            if keyword.arg in FORBIDDEN:
                yield f"{keyword.arg} is not used"
            if keyword.arg == "help" and not self.safe(keyword.value):
                yield f"help={ast.unparse(keyword.value)}"
            if keyword.arg == "format_func" and _unread(call) and _names(keyword.value, "md"):
                yield "options of this menu are shown as they are: visible(), not md()"
        if isinstance(call.func, ast.Attribute) and call.func.attr in SINKS:
            for value in self._shown(call, SINKS[call.func.attr]):
                if not self.safe(value):
                    yield f"{ast.unparse(call.func)}({ast.unparse(value)})"

    def _shown(self, call: ast.Call, names: tuple[str, ...]) -> Iterator[ast.expr]:
        """The values of a call that its sink reads as Markdown."""
        if names == ("…",):
            yield from call.args
            return
        by_name = dict(zip(names, call.args, strict=False))
        by_name |= {
            keyword.arg: keyword.value
            for keyword in call.keywords
            if keyword.arg in (*names, "format_func")
        }
        yield from (argument for argument in call.args if isinstance(argument, ast.Starred))
        yield from (keyword.value for keyword in call.keywords if keyword.arg is None)
        formatted = by_name.pop("format_func", None)
        if formatted is not None and self._formats_safely(formatted):
            by_name.pop("options", None)
        by_name.pop("_", None)
        yield from by_name.values()

    def _formats_safely(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Lambda):
            return self.safe(function.body)
        return self._is_ours(function)

    def _is_ours(self, function: ast.expr) -> bool:
        match function:
            case ast.Name(id=name):
                return name in self.ours
            case ast.Attribute(value=ast.Name(id=name)):
                return name in self.ours
        return False

    def safe(self, value: ast.expr) -> bool:
        """Whether value is built only of what the rule allows."""
        match value:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
                return all(map(self.safe, parts))
            case ast.FormattedValue(value=inner, format_spec=spec):
                return self.safe(inner) or _numbers_only(spec)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.safe(left) and self.safe(right)
            case ast.IfExp(body=left, orelse=right):
                return self.safe(left) and self.safe(right)
            case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
                return self.safe(element)
            case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[parts]):
                return self.safe(parts)
            case ast.Call(func=ast.Attribute(value=inner, attr=name), args=[]) if name in CASES:
                return self.safe(inner)
            case ast.Call(func=ast.Name(id="len")):
                return True
            case ast.Call(func=function):
                return self._is_ours(function)
            case ast.Name(id=name) | ast.Attribute(attr=name) if name.isupper():
                return True
            case ast.Name():
                return value.id in self.ours or self._bound_safely(value)
        return self._is_ours(value)

    def _bound_safely(self, name: ast.Name) -> bool:
        """Whether all that the name can be, in the scope that binds it, is safe."""
        scope: ast.AST = name
        while not isinstance(scope, ast.Module):
            scope = self.parents[scope]
            if isinstance(scope, Scope):
                found = list(self._bindings(scope, name.id))
                if found:
                    return all(value is not None and self.safe(value) for value in found)
        return False

    def _bindings(self, scope: Scope, name: str) -> Iterator[ast.expr | None]:
        """What a scope binds a name to; None for what cannot be told, like an argument."""
        for node in ast.walk(scope):
            if isinstance(node, ast.arg) and node.arg == name:
                yield None
            elif isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
                yield _source(self.parents[node])


def _source(binding: ast.AST) -> ast.expr | None:
    """Where the value of a plain binding comes from; None when it is not a plain one."""
    match binding:
        case ast.Assign(value=value) | ast.AugAssign(value=value) | ast.NamedExpr(value=value):
            return value
        case ast.AnnAssign(value=value):
            return value
        case ast.For(iter=several) | ast.comprehension(iter=several):
            return several
    return None


def _unread(call: ast.Call) -> bool:
    """Whether Streamlit shows the options of a call as they are."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("selectbox", "multiselect")


def _names(node: ast.expr, name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))


def _numbers_only(spec: ast.expr | None) -> bool:
    """Whether a format refuses text, so that only a number (or a time) can pass it."""
    match spec:
        case ast.JoinedStr(values=[ast.Constant(value=str(form))]):
            try:
                format("text", form)
            except ValueError:
                return True
    return False


def violations(source: str) -> list[str]:
    """Every place where a source breaks the rule."""
    return list(Reader(source).violations())
