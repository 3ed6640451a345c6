export const draftingPanels = ['proposte', 'commenti', 'versioni', 'word'] as const;
export type DraftingPanel = (typeof draftingPanels)[number];

/** What an address of the Redazione asks for: the open part of the side panel, and the block or the comment to bring into view. */
export interface DraftingSearch {
  readonly pannello?: DraftingPanel;
  readonly blocco?: string;
  /** A comment: its passage is marked, and the part with the comments brings it into view. */
  readonly commento?: string;
}

export function draftingSearch(raw: Record<string, unknown>): DraftingSearch {
  const panel = draftingPanels.find((one) => one === raw['pannello']);
  const block = raw['blocco'];
  const comment = raw['commento'];
  return {
    ...(panel === undefined ? {} : { pannello: panel }),
    ...(typeof block === 'string' && block !== '' ? { blocco: block } : {}),
    ...(typeof comment === 'string' && comment !== '' ? { commento: comment } : {}),
  };
}
