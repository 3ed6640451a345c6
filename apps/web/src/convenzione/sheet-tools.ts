import { createContext, useContext } from 'react';

export interface ConvenzioneTools {
  /** Why people may not write a field in this state of the convenzione; null where they may. */
  readonly closed: (path: string) => string | null;
  /** What is missing or wrong in the content, by path. */
  readonly missing: ReadonlyMap<string, string>;
}

const ToolsContext = createContext<ConvenzioneTools | null>(null);
export const ConvenzioneToolsProvider = ToolsContext.Provider;

export function useConvenzioneTools(): ConvenzioneTools {
  const tools = useContext(ToolsContext);
  if (tools === null) throw new Error('a field of a convenzione stands outside of its form');
  return tools;
}
