// Runs inside the page of a test (BrowserWindow injects it): what only the browser can tell.
(() => {
  /** Its look differs from the unfocused one: outline or shadow. */
  const isMarked = (element) => {
    if (element === null) return false;
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };

  globalThis.pageProbe = {
    overflow: () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    focusStop: () => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const labels = [...(element.labels ?? [])].map((label) => label.innerText).join(' ');
      const name = element.getAttribute('aria-label') ?? (labels || element.innerText || '');
      return {
        name: name.trim().replaceAll(/\s+/g, ' '),
        tag: element.tagName,
        isMarked: [element, element.nextElementSibling, element.closest('label')].some(isMarked),
        isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };
    },
  };
})();
