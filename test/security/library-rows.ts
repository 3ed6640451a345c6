import { readFileSync } from 'node:fs';
import { ObjectStorage } from '@gare/platform/storage';
import { newSigningPair } from '../../libs/community/src/bundle/signing-key.js';
import { writeBundle } from '../../libs/community/src/bundle/write-bundle.js';
import { type TestProduct } from '../harness/test-product.js';

/** What a clause says, as little as it can. */
export const draftClause = {
  ...{
    title: 'Clausola di prova',
    condition: null,
    legalBasis: [{ act: 'D.Lgs. 36/2023', articles: ['1'] }],
    owner: 'SUA',
    protected: false,
  },
  ...{ texts: [{ form: '', title: 'Testo', documents: ['D33'], text: 'Testo di prova.' }], alternatives: [] },
};

/** A signed bundle with a clause, a model and a kind in the store, as if another Province had sent it. */
export async function keptBundle(product: TestProduct, suaId: string): Promise<string> {
  const pair = newSigningPair();
  const { validFrom, ...clause } = { ...draftClause, code: 'CL28', validFrom: '2026-01-01', validTo: null };
  const data = Buffer.from(JSON.stringify({ ...clause, validFrom }));
  const at = '2026-01-01T00:00:00.000Z';
  const provenance = [{ ente: 'Provincia Altrove', fingerprint: pair.fingerprint, version: '1', at }];
  const head = { title: 'Prova', version: '1', provenance };
  const clauses = { ...head, kind: 'CLAUSOLA', code: 'CL28', files: [{ path: 'clausole/CL28.json', data }] } as const;
  const manifest = Buffer.from(JSON.stringify({ code: 'D06', title: 'Prova', version: '1', validFrom: '2026-01-01' }));
  const files = [
    { path: 'modelli/D06/manifest.json', data: manifest },
    { path: 'modelli/D06/template.docx', data: Buffer.from('PK') },
  ];
  const models = { ...head, kind: 'MODELLO', code: 'D06', files } as const;
  const text = readFileSync('templates/kinds/convenzione-adesione.json');
  const kindFile = { path: 'tipi/CONVENZIONE_ADESIONE.json', data: text };
  const kinds = { ...head, kind: 'TIPO', code: 'CONVENZIONE_ADESIONE', files: [kindFile] } as const;
  const entries = [clauses, models, kinds];
  const bytes = writeBundle({ signer: { name: 'Provincia Altrove', pair }, createdAt: new Date(at), entries });
  const key = `sua/${suaId}/community/prova.zip`;
  await product.api.get(ObjectStorage).put(key, bytes, { contentType: 'application/zip' });
  return key;
}
