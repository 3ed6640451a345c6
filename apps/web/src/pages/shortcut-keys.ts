import { useDocumentKeys } from '../document-keys';
import { observable } from '../observable';

const storageKey = 'gare.scorciatoie';

function stored(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'no';
  } catch {
    return true;
  }
}

/** Single-key shortcuts can be switched off (WCAG 2.1.4): they get in the way of speech input. */
export const shortcutsOn = observable(stored());

export function switchShortcuts(on: boolean): void {
  shortcutsOn.set(on);
  try {
    localStorage.setItem(storageKey, on ? 'si' : 'no');
  } catch {
    // Without storage the choice holds for this window.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** `/` goes to the search, `?` shows the shortcuts; never while a person types or a dialog is open. */
export function useShortcuts(actions: { onSearch: () => void; onHelp: () => void }): void {
  useDocumentKeys((event) => {
    if (!shortcutsOn.get() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (event.key === '/') {
      event.preventDefault();
      const search = document.getElementById('ricerca');
      if (search) search.focus();
      else actions.onSearch();
    }
    if (event.key === '?') {
      event.preventDefault();
      actions.onHelp();
    }
  });
}
