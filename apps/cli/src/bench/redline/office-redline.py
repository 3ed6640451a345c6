"""A warm LibreOffice that compares two Word files, or settles the tracked changes of one, and tells what it reads.

Usage: office-redline.py <soffice.bin> <profile directory>
JSON lines: {"ready": true} once, then an answer for each request on stdin:
{"do": "compare", "before", "after", "target"}: writes a DOCX with tracked changes; {"ok", "ms", "changes"}
{"do": "read", "source", "settle": "accept" | "reject" | null}: {"ok", "changes", "text": [paragraphs of body, tables and margins]}
Ends when stdin closes.
"""
import ctypes
import json
import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

WORD = "MS Word 2007 XML"


def prop(name, value):
    item = PropertyValue()
    item.Name = name
    item.Value = value
    return item


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def connect(binary, profile, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    command = [binary, "-env:UserInstallation=file://" + profile, "--headless", "--invisible", "--nologo", "--nodefault", "--norestore"]
    command += ["--nofirststartwizard", "--accept=pipe,name=%s;urp;StarOffice.ComponentContext" % pipe]

    def start():
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, preexec_fn=die_with_parent)

    process = start()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return process, resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            code = process.poll()
            if code in (79, 81):
                process = start()
            elif code is not None:
                raise RuntimeError("soffice ended with code %s" % code)
            time.sleep(0.05)
    raise RuntimeError("soffice did not listen")


def opened(desktop, path):
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (prop("Hidden", True), prop("FilterName", WORD)))
    if document is None:
        raise RuntimeError("not loaded: " + path)
    return document


def changes(document):
    count = 0
    listed = document.Redlines.createEnumeration()
    while listed.hasMoreElements():
        listed.nextElement()
        count += 1
    return count


def dispatch(context, document, command, *arguments):
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    helper.executeDispatch(document.CurrentController.Frame, command, "", 0, arguments)


def paragraphs(text):
    found = []
    listed = text.createEnumeration()
    while listed.hasMoreElements():
        one = listed.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(one.CellNames):
                found += paragraphs(one.getCellByName(name))
        else:
            found.append(one.String)
    return found


def margins(document):
    found = []
    styles = document.StyleFamilies.getByName("PageStyles")
    for name in sorted(styles.ElementNames):
        style = styles.getByName(name)
        if not style.isInUse():
            continue
        if style.HeaderIsOn:
            found += paragraphs(style.HeaderText)
        if style.FooterIsOn:
            found += paragraphs(style.FooterText)
    return found


def notes(document):
    return [document.Footnotes.getByIndex(index).String for index in range(document.Footnotes.Count)]


def compare(context, desktop, request):
    started = time.monotonic()
    document = opened(desktop, request["after"])
    try:
        dispatch(context, document, ".uno:CompareDocuments", prop("URL", uno.systemPathToFileUrl(request["before"])))
        document.storeToURL(uno.systemPathToFileUrl(request["target"]), (prop("FilterName", WORD),))
        return {"ok": True, "ms": round((time.monotonic() - started) * 1000), "changes": changes(document)}
    finally:
        document.close(True)


def read(context, desktop, request):
    document = opened(desktop, request["source"])
    try:
        count = changes(document)
        if request.get("settle") == "accept":
            dispatch(context, document, ".uno:AcceptAllTrackedChanges")
        if request.get("settle") == "reject":
            dispatch(context, document, ".uno:RejectAllTrackedChanges")
        text = paragraphs(document.Text) + notes(document) + margins(document)
        return {"ok": True, "changes": count, "left": changes(document), "text": text}
    finally:
        document.close(True)


def main():
    die_with_parent()
    process, context = connect(sys.argv[1], sys.argv[2], "redline%d" % os.getpid())
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    say({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            say((compare if request["do"] == "compare" else read)(context, desktop, request))
        except Exception as error:
            say({"ok": False, "error": str(error)[:300]})
    try:
        desktop.terminate()
    except Exception:
        pass
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()


main()
