import { canonicalJson } from '../audit/canonical-json.js';
import { genesisHash, type ChainedEntry } from '../audit/chain.js';

/** `registro.json`: a JSON list with one entry a line, so that two extracts can be compared line by line. */
export function auditExtractText(entries: readonly ChainedEntry[]): string {
  return entries.length === 0 ? '[]\n' : `[\n${entries.map((entry) => canonicalJson(entry)).join(',\n')}\n]\n`;
}

/** Hash of the last entry: whoever knows it knows the whole history before it. */
export function auditHead(entries: readonly ChainedEntry[]): string {
  return entries.at(-1)?.hash ?? genesisHash;
}
