import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chainInput, genesisHash, type AuditEntry, type ChainedEntry } from '@gare/domain/audit/chain';
import { type PackageInput } from '@gare/domain/package/input';
import { assemblePackage, type AssembledPackage } from '../../libs/publication/src/package-assembly.js';
import { zipStream } from '../../libs/publication/src/package-zip.js';

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

const dossierId = '6a0c7a7e-3d0c-4a60-8a8e-0c2b5b1d9a10';

const contents: Readonly<Record<string, Buffer>> = {
  D21: Buffer.from('%PDF-1.7 decisione a contrarre'),
  D30: Buffer.from('%PDF-1.7 bando di gara'),
  D33: Buffer.alloc(70_000, 'disciplinare '),
};

const titles: Readonly<Record<string, string>> = { D21: 'Decisione a contrarre', D30: 'Bando di gara', D33: 'Disciplinare di gara' };

function sampleChain(length: number): ChainedEntry[] {
  const chain: ChainedEntry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const entry: AuditEntry = {
      dossierId,
      sequence,
      at: `2026-11-2${sequence}T08:30:00.000Z`,
      action: 'scheda.changed',
      summary: `Modificato il campo numero ${sequence}.`,
      personId: '1b1a8f6e-43f6-4f0a-9a4f-8f1f5a0f4a11',
      person: 'Lucia Bianchi',
      role: 'RUP_COMUNE',
      enteId: '2b1a8f6e-43f6-4f0a-9a4f-8f1f5a0f4a12',
      ente: 'Comune di Montone',
      requestId: `req-${sequence}`,
      details: { path: 'oggetto', importo: '185000.00' },
    };
    const previousHash = chain.at(-1)?.hash ?? genesisHash;
    chain.push({ ...entry, previousHash, hash: sha256(chainInput(previousHash, entry)) });
  }
  return chain;
}

export const sampleInput: PackageInput = {
  dossierId,
  version: 1,
  asOf: '2026-11-23',
  auditSequence: 5,
  codiceAppalto: 'SUA-PG-2026-000123',
  oggetto: 'Servizio di refezione scolastica, anni scolastici 2027-2030',
  ente: { denominazione: 'Comune di Montone', cf: '81000430546', ipa: 'c_f685' },
  procedura: 'open',
  cig: ['B123456659'],
  profili: [],
  kind: { code: 'GARA', version: '1.0.0' },
  schedaRevision: 41,
  checks: { esito: 'CON_RILIEVI', numKO: 2, overrides: [] },
  documents: Object.entries(contents).map(([code, content]) => ({
    code,
    title: titles[code] ?? code,
    category: 'Disciplinare',
    publish: ['P'],
    revision: 1,
    fileName: `${code}.pdf`,
    mime: 'application/pdf',
    sha256: sha256(content),
    bytes: content.length,
    storageKey: code,
    lot: null,
  })),
};

/** A whole package made by the product's own assembly; the verifier does not look inside the PDF of the index. */
export function samplePackage(input: PackageInput = sampleInput): Promise<AssembledPackage> {
  return assemblePackage({
    input,
    audit: sampleChain(input.auditSequence),
    open: (key) => Promise.resolve(Readable.from([contents[key] ?? Buffer.alloc(0)], { objectMode: false })),
    toPdf: (docx) => Promise.resolve(Buffer.concat([Buffer.from('%PDF-1.7\n'), docx])),
  });
}

export async function writePackage(
  path: string,
  { files, manifest }: AssembledPackage,
  options: { forceZip64?: boolean } = {},
): Promise<void> {
  await pipeline(zipStream(files, { date: manifest.asOf, ...options }), createWriteStream(path));
}
