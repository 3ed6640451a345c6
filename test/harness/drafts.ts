import { randomUUID } from 'node:crypto';
import { prosemirrorToYDoc } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type Actor } from '@gare/domain/access/actor';
import { draftFragment, draftSchema, type Side } from '@gare/domain/drafting/draft-schema';
import { DraftWriter } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type TestProduct } from './test-product.js';

/** A paragraph of a draft. */
export interface SeededBlock {
  readonly id: string;
  readonly text: string;
  readonly owner?: Side;
}

/** A draft of a document of the dossier as its rows, with the blocks as its first edit: for tests of what hangs on drafts. @returns its id */
export async function seedDraft(
  product: TestProduct,
  { dossierId, code, blocks = [], at = new Date() }: { dossierId: string; code: string; blocks?: readonly SeededBlock[]; at?: Date },
): Promise<string> {
  const id = randomUUID();
  await product.services.query(
    `insert into documents (id, sua_id, ente_id, dossier_id, code, state, updated_at)
     select $1, sua_id, ente_id, id, $3, 'READY', now() from dossiers where id = $2 on conflict (dossier_id, code) do nothing`,
    [randomUUID(), dossierId, code],
  );
  await product.services.query(
    `insert into drafts (id, sua_id, ente_id, dossier_id, document_id, code, state, shell_key, shell_sha256, input_hash, opened_by,
       opened_by_name, opened_at)
     select $1, sua_id, ente_id, dossier_id, id, code, 'APERTA', 'prova', repeat('a', 64), repeat('b', 64), $1, 'Persona Di Prova', $4
     from documents where dossier_id = $2 and code = $3`,
    [id, dossierId, code, at],
  );
  if (blocks.length === 0) return id;
  const nodes = blocks.map(({ id: block, text, owner = null }) =>
    draftSchema.node('paragraph', { id: block, owner }, draftSchema.text(text)),
  );
  const doc = prosemirrorToYDoc(draftSchema.node('doc', null, nodes), draftFragment);
  await product.services.query(
    `insert into draft_updates (draft_id, seq, sua_id, ente_id, dossier_id, "update", kind, person_id, person, acting_ente_id, at, connection)
     select id, 1, sua_id, ente_id, dossier_id, $2, 'SERVER', opened_by, opened_by_name, sua_id, $3, 'prova' from drafts where id = $1`,
    [id, Buffer.from(Y.encodeStateAsUpdate(doc)), at],
  );
  return id;
}

/** The RUP of Montone writes at the end of a block. */
export function typeInDraft(
  product: TestProduct,
  { draftId, block, text }: { draftId: string; block: number; text: string },
): Promise<void> {
  return changeBlock(product, { draftId, block }, (words) => {
    words.insert(words.length, text);
  });
}

/** The same person takes that many letters away again. */
export function takeFromDraft(
  product: TestProduct,
  { draftId, block, last }: { draftId: string; block: number; last: number },
): Promise<void> {
  return changeBlock(product, { draftId, block }, (words) => {
    words.delete(words.length - last, last);
  });
}

async function changeBlock(
  product: TestProduct,
  { draftId, block }: { draftId: string; block: number },
  alter: (words: Y.XmlText) => void,
): Promise<void> {
  const suaId = demoEnteId('perugia');
  const [person] = await product.services.query<{ id: string }>(`select id from people where email = 'rup@montone.example'`);
  const actor: Actor = {
    ...{ personId: person?.id ?? '', person: 'Lucia Bianchi', suaId, enteId: demoEnteId('montone'), ente: 'Comune di Montone' },
    ...{ enteTipo: 'COMUNE', roles: ['RUP_COMUNE'], correlationId: 'prova' },
  };
  const change = (doc: Y.Doc): void => {
    const element = doc.getXmlFragment(draftFragment).get(block);
    const words = element instanceof Y.XmlElement ? element.get(0) : null;
    if (!(words instanceof Y.XmlText)) throw new Error('no such block');
    alter(words);
  };
  const edit = { action: 'draft.typed', summary: 'Prova', change };
  await product.api
    .get(Database)
    .transaction({ scope: 'sua', suaId }, (tx) => product.api.get(DraftWriter).write(tx, actor, draftId, edit));
}
