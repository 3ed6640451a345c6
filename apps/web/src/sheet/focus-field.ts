/** DOM id of the control of a field. */
export function controlId(path: string): string {
  return `campo:${path}`;
}

/** The control of the field, or of the nearest thing around it that is on the page. */
export function controlOf(path: string): HTMLElement | null {
  const segments = path.split('/');
  while (segments.length > 0) {
    const element = document.getElementById(controlId(segments.join('/')));
    if (element) return element;
    segments.pop();
  }
  return null;
}

const focusTries = 10;
const focusRetryMs = 80;

/** Puts the cursor in a field; the control may come a moment later than the page. Returns how to give up. */
export function focusField(path: string): () => void {
  let tries = 0;
  const attempt = (): void => {
    tries += 1;
    const control = document.getElementById(controlId(path)) ?? (tries < focusTries ? null : controlOf(path));
    if (control === null) {
      if (tries < focusTries) timer = setTimeout(attempt, focusRetryMs);
      return;
    }
    control.scrollIntoView({ block: 'center', behavior: 'instant' });
    control.focus({ preventScroll: true });
  };
  let timer = setTimeout(attempt, 0);
  return () => {
    clearTimeout(timer);
  };
}
