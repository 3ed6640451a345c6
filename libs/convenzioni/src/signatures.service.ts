import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type recordSignature } from '@gare/contracts/convenzioni';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { type Signature } from '@gare/domain/convenzione/acts';
import { asRenewed, isRenewing, signatureFindings, type ConvenzioneSheet } from '@gare/domain/convenzione/lifecycle-facts';
import { type DocumentFile } from '@gare/documents';
import { authorize, dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { SchedaWriter } from '@gare/scheda';
import { maySign } from './convenzione-abilities.js';
import { partiesOf, signedCopy } from './convenzione-detail.view.js';
import { LifecycleReader, type Lifecycle } from './lifecycle.reader.js';
import { cadesContentHash, NotSigned, padesContentHash } from './signed-content.js';

type Given = z.output<NonNullable<typeof recordSignature.body>>;

interface SignedFile {
  readonly code: string;
  readonly file: DocumentFile;
  readonly hashTesto: string;
}

/**
 * The signature round. What was signed is worked out from the file itself; who, when and with which certificate is what the person
 * who records it declares, until signatures are verified cryptographically.
 */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly database: Database,
    private readonly lifecycle: LifecycleReader,
    private readonly storage: ObjectStorage,
    private readonly writer: SchedaWriter,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied, convenzione.not_found, convenzione.signature_refused with the rule */
  async record(actor: Actor, dossierId: string, given: Given): Promise<void> {
    const life = await this.database.read(dbContext(actor), async (reader) => {
      const found = await this.lifecycle.require(reader, dossierId);
      authorize(actor, 'convenzione.write', found.dossier);
      return found;
    });
    if (!actsForSua(actor) && given.enteId !== actor.enteId)
      throw new AppError('access.denied', { detail: 'La firma di un altro ente la registra quell’ente, o la SUA.' });
    const signed = await this.examine(life, given);
    await this.database.transaction(dbContext(actor), async (tx) => {
      await this.writer.hold(tx, dossierId);
      const now = await this.lifecycle.require(tx, dossierId);
      const role = authorize(actor, 'convenzione.write', now.dossier);
      const signature = { ...given, hashTesto: signed.hashTesto };
      this.refuse(now, signature, signed);
      await this.writer.write(tx, {
        actor,
        ...{ dossier: now.dossier, role },
        changes: [
          {
            path: `atti/${isRenewing(now.sheet, now.context.state) ? 'rinnovo/' : ''}firme/${given.enteId}`,
            value: { id: given.enteId, ...signature, documento: signed.code, hashFile: signed.file.sha256 },
          },
        ],
        act: (applied) => ({
          action: 'convenzione.signed',
          summary: `Registrata la firma di ${given.firmatario} (${given.formato === 'PADES' ? 'PAdES' : 'CAdES'})`,
          details: { changes: applied, document: signed.code, version: signed.file.version },
        }),
      });
    });
  }

  /** Reads the signed file, outside any transaction. */
  private async examine(life: Lifecycle, { enteId, formato }: Given): Promise<SignedFile> {
    const party = partiesOf(life.sheet.contenuto).find((one) => one.enteId === enteId);
    if (party === undefined) throw refusal('FIRMA_ESTRANEA', 'Chi firma non è parte della convenzione.');
    const renewing = isRenewing(life.sheet, life.context.state);
    const code = signedCopy(party.ruolo ?? '', renewing);
    const file = life.files.get(code);
    const text = life.files.get(renewing ? 'TESTO_RINNOVO' : 'TESTO');
    if (!file) throw refusal('FILE_ASSENTE', `Carica prima il file firmato fra i documenti (${code}).`);
    if (!text || text.sha256 !== roundOf(life).testo?.hash) throw refusal('TESTO_ASSENTE', 'Il testo fissato non è fra i documenti.');
    const bytes = await buffer(await this.storage.get(file.storageKey));
    try {
      return { code, file, hashTesto: formato === 'PADES' ? padesContentHash(bytes, text.bytes) : cadesContentHash(bytes) };
    } catch (error) {
      if (!(error instanceof NotSigned)) throw error;
      throw refusal('FIRMA_FORMATO', error.message);
    }
  }

  private refuse(now: Lifecycle, signature: Signature, { code, file }: SignedFile): void {
    const { allowed, whyNot } = maySign(now);
    if (!allowed) throw refusal('FIRMA_FASE', whyNot ?? '');
    if (now.files.get(code)?.sha256 !== file.sha256)
      throw refusal('FILE_CAMBIATO', 'Il file firmato è stato sostituito nel frattempo: riprova.');
    if (Date.parse(signature.alle) > this.clock.now().getTime()) throw refusal('FIRMA_FUTURA', 'L’ora della firma deve ancora venire.');
    const [finding] = signatureFindings(roundOf(now), signature, now.context.parametri);
    if (finding) throw refusal(finding.rule, finding.reason);
  }
}

/** The text and acts the open round signs. */
const roundOf = ({ sheet, context }: Lifecycle): ConvenzioneSheet => (isRenewing(sheet, context.state) ? asRenewed(sheet) : sheet);

function refusal(rule: string, reason: string): AppError {
  return new AppError('convenzione.signature_refused', { detail: `${reason} Niente è stato salvato.`, details: { rule } });
}
