"""Keeps one LibreOffice process warm and converts Word documents to PDF/A on request.

Usage: uno-sidecar.py <soffice.bin> <profile directory> <address space in MB, 0 = unlimited>
Speaks JSON lines: on stdout {"ready": true, "pid": N} once, then one answer for each request on stdin
{"id", "source", "target", "title", "part"}: {"id", "ok": true, "pages", "ms"} or {"id", "ok": false, "error", "alive"}.
Ends when stdin closes. The caller owns the process group and kills it when something hangs.
"""
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

# soffice.bin asks to be started again with these exit codes after preparing a new profile.
RESTART_CODES = (79, 81)
START_LIMIT = 60


def prop(name, value):
    item = PropertyValue()
    item.Name = name
    item.Value = value
    return item


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def die_with_parent():
    """Whoever started this process may be killed without a chance to clean up: then this one goes too."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def launch(binary, profile, pipe, megabytes):
    def limit():
        die_with_parent()
        if megabytes > 0:
            size = megabytes * 1024 * 1024
            resource.setrlimit(resource.RLIMIT_AS, (size, size))

    return subprocess.Popen(
        [
            binary,
            "-env:UserInstallation=file://" + profile,
            "--headless",
            "--invisible",
            "--nologo",
            "--nodefault",
            "--norestore",
            "--nofirststartwizard",
            "--accept=pipe,name=%s;urp;StarOffice.ComponentContext" % pipe,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=limit,
    )


def connect(start, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    process = start()
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            return process, context
        except Exception:
            code = process.poll()
            if code in RESTART_CODES:
                process = start()
            elif code is not None:
                raise RuntimeError("soffice ended with code %s" % code)
            time.sleep(0.02)
    raise RuntimeError("soffice did not listen in %s s" % START_LIMIT)


def convert(desktop, request):
    started = time.monotonic()
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(request["source"]),
        "_blank",
        0,
        (
            prop("Hidden", True),
            prop("ReadOnly", True),
            # Without a forced filter anything that is not a ZIP is imported as plain text.
            prop("FilterName", "MS Word 2007 XML"),
            prop("MacroExecutionMode", 0),
            prop("UpdateDocMode", 0),
        ),
    )
    if document is None:
        raise RuntimeError("the document could not be loaded")
    try:
        document.DocumentProperties.Title = request["title"]
        locale = document.CharLocale
        # Setting it lays the whole document out again, which our own templates, Italian by themselves, need not pay for.
        if (locale.Language, locale.Country) != ("it", "IT"):
            document.CharLocale = Locale("it", "IT", "")
        data = (
            prop("SelectPdfVersion", int(request["part"])),
            prop("UseTaggedPDF", True),
            prop("UseLosslessCompression", True),
            prop("ExportBookmarks", True),
            prop("ExportNotes", False),
            prop("DisplayPDFDocumentTitle", True),
        )
        document.storeToURL(
            uno.systemPathToFileUrl(request["target"]),
            (
                prop("FilterName", "writer_pdf_Export"),
                prop("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", data)),
            ),
        )
        pages = document.CurrentController.PageCount
    finally:
        document.close(True)
    return {"id": request["id"], "ok": True, "pages": pages, "ms": round((time.monotonic() - started) * 1000)}


def still_alive(process, desktop):
    """A killed LibreOffice may take seconds to be gone from a busy machine: what it answers counts, not its entry."""
    if process.poll() is not None:
        return False
    try:
        desktop.getComponents()
        return True
    except Exception:
        return False


def main():
    die_with_parent()
    binary, profile, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    pipe = "gare%d" % os.getpid()
    process, context = connect(lambda: launch(binary, profile, pipe, megabytes), pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    say({"ready": True, "pid": process.pid})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            say(convert(desktop, request))
        except Exception as error:
            alive = still_alive(process, desktop)
            say({"id": request["id"], "ok": False, "error": str(error)[:300], "alive": alive})
            if not alive:
                return
    try:
        desktop.terminate()
    except Exception:
        pass
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()


main()
