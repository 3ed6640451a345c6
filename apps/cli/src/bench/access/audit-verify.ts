import { createHash, hash } from 'node:crypto';
import { auditExportLines, verifyAuditExport } from '@gare/domain/audit/audit-export';
import { genesisHash } from '@gare/domain/audit/chain';
import { subjectChainInput, type AuditSubject, type ChainedSubjectEntry } from '@gare/domain/audit/chain-text';
import { type Measurement, type Run } from '../figure.js';
import { changeDetails } from './sample-act.js';

const runs = 7;
const entries = 50_000;
const subject: AuditSubject = { kind: 'DOSSIER', id: '5d5c6a0e-2f9a-4c58-9d32-0a1c5b7d9e01' };

const digests = {
  text: (text: string): string => hash('sha256', text),
  bytes: (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest(),
};

export const auditVerify: Measurement = {
  terms: {
    figure: 'audit-verify',
    unit: 'entries/s',
    peer: null,
    target: 20_000,
    mustBe: 'atLeast',
    description: `An exported history of ${entries} entries, each a change of the scheda with its values before and after, from its lines as text: every line parsed, held against its shape and its one canonical spelling, every hash worked out again and every link followed. One thread, no database; reading the file from the disk is not counted.`,
  },
  measure: (tell) => {
    const lines = [...auditExportLines(subject, chain(), [])].map((line) => line.slice(0, -1));
    const measured: Run[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const start = performance.now();
      const result = verifyAuditExport(lines, digests);
      const value = (entries / (performance.now() - start)) * 1000;
      if (!result.ok) throw new Error(result.fault);
      // The first compiles.
      if (run === 0) continue;
      measured.push({ value });
      tell(`  ${run}/${runs}: ${value.toFixed(0)} entries/s`);
    }
    return Promise.resolve(measured);
  },
};

function chain(): ChainedSubjectEntry[] {
  const all: ChainedSubjectEntry[] = [];
  let previousHash = genesisHash;
  for (let sequence = 1; sequence <= entries; sequence += 1) {
    const entry = {
      subject,
      sequence,
      at: '2026-11-20T09:00:00.000Z',
      action: 'scheda.changed',
      summary: 'Scheda: cambiati 3 campi',
      personId: 'b0f5a3c2-7f43-5a11-a7d1-0d6f1c2b3a49',
      person: 'Lucia Bianchi',
      role: 'RUP_COMUNE',
      enteId: 'c1f5a3c2-7f43-5a11-a7d1-0d6f1c2b3a49',
      ente: 'Comune di Montone',
      requestId: 'd2f5a3c2-7f43-5a11-a7d1-0d6f1c2b3a49',
      details: changeDetails(sequence),
    };
    const chained = { ...entry, previousHash, hash: digests.text(subjectChainInput(previousHash, entry)) };
    all.push(chained);
    previousHash = chained.hash;
  }
  return all;
}
