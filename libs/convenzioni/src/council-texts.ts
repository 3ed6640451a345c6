import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sameTextFindings } from '@gare/domain/convenzione/acts';
import { textCopies } from '@gare/domain/convenzione/file-hashes';
import { DocumentsChanged } from '@gare/documents';
import { DossierReader } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { convenzioneKind } from './terms.reader.js';
import { LifecycleReader, type Lifecycle } from './lifecycle.reader.js';

/**
 * The text attached to a deliberation must be the very file the SUA fixed: another one is refused with its upload, so that no
 * version of it remains. Nor is there another text once one is fixed.
 */
@Injectable()
export class CouncilTexts implements OnModuleInit {
  constructor(
    private readonly changed: DocumentsChanged,
    private readonly dossiers: DossierReader,
    private readonly lifecycle: LifecycleReader,
  ) {}

  onModuleInit(): void {
    this.changed.on((tx, { dossierId, codes }) => this.check(tx, dossierId, codes));
  }

  private async check(tx: Tx, dossierId: string, codes: readonly string[]): Promise<void> {
    const watched = codes.filter((code) => code === 'TESTO' || textCopies.some((copy) => copy.code === code));
    if (watched.length === 0) return;
    const dossier = await this.dossiers.require(tx, dossierId);
    if (dossier.kindCode !== convenzioneKind) return;
    const life = await this.lifecycle.of(tx, dossier);
    for (const code of watched) refuseOther(life, code);
  }
}

function refuseOther({ stored, files }: Lifecycle, code: string): void {
  const copy = textCopies.find((candidate) => candidate.code === code);
  const renewal = code.startsWith('RINNOVO_');
  const expected = renewal ? files.get('TESTO_RINNOVO')?.sha256 : stored.testo?.hash;
  const found = files.get(code)?.sha256;
  // The text itself before it is fixed, and that of a renewal, are what the others are compared with.
  if (code === 'TESTO_RINNOVO' || (code === 'TESTO' && expected == null)) return;
  if (expected == null) {
    const detail = renewal
      ? 'Carica prima il testo della convenzione rinnovata.'
      : 'Il testo della convenzione non è ancora fissato dalla SUA.';
    throw new AppError('convenzione.text_differs', {
      detail: `${detail} Il file non è stato conservato.`,
      details: { rule: 'TESTO_ASSENTE' },
    });
  }
  const [finding] = sameTextFindings(expected, [
    { nome: copy?.nome ?? 'questo file', campo: copy === undefined ? 'testo/hash' : `${copy.act}/hashTesto`, hash: found },
  ]);
  if (!finding) return;
  throw new AppError('convenzione.text_differs', {
    detail: `${finding.reason} Il file non è stato conservato.`,
    details: { rule: finding.rule, field: finding.field, expected, found },
  });
}
