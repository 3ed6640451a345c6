const mostFrames = 120;

/** Puts the cursor on what the page is about to show: a busy machine shows it some frames later, and gives up after about two seconds. */
export function focusWhenShown(id: string, framesLeft = mostFrames): void {
  requestAnimationFrame(() => {
    const shown = document.getElementById(id);
    if (shown !== null) shown.focus();
    else if (framesLeft > 0) focusWhenShown(id, framesLeft - 1);
  });
}
