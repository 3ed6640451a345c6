export const draftingPanels = ['proposte', 'commenti', 'versioni', 'word'] as const;
export type DraftingPanel = (typeof draftingPanels)[number];

/** What an address of the Redazione asks for: the open part of the side panel, and the block to bring into view. */
export interface DraftingSearch {
  readonly pannello?: DraftingPanel;
  readonly blocco?: string;
}

export function draftingSearch(raw: Record<string, unknown>): DraftingSearch {
  const panel = draftingPanels.find((one) => one === raw['pannello']);
  const block = raw['blocco'];
  return {
    ...(panel === undefined ? {} : { pannello: panel }),
    ...(typeof block === 'string' && block !== '' ? { blocco: block } : {}),
  };
}
