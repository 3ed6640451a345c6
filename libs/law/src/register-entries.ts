import { type RegisterEntry } from '@gare/domain/law/register';
import { type LegalParameterEntity } from './legal-parameter.entity.js';

/** An entry with who made it and why. */
export type KeptEntry = RegisterEntry & { readonly motivation: string; readonly by: string; readonly at: string };

export function entryOf(row: LegalParameterEntity): KeptEntry {
  const { key, validFrom: from, motivation } = row;
  const made = { motivation, by: row.createdByName, at: row.createdAt.toISOString() };
  if (row.action === 'RITIRO') return { action: 'RITIRO', key, from, ...made };
  const { value, validTo: to, cite, confirmed } = row;
  return { action: 'AGGIUNTA', key, value: value ?? '', from, to, cite: cite ?? '', confirmed, ...made };
}
