import { readFileSync } from 'node:fs';
import { type DocumentView } from '@gare/contracts/documents';
import { OfficePool } from '@gare/platform/office';
import { heading, plain, templatesWith } from '../harness/documents-templates.js';
import { openDossier } from '../harness/dossiers.js';
import { type TestProduct } from '../harness/test-product.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';

/** Two documents that need nothing but the object of the tender, quick to form. */
export function quickTemplates(): Promise<string> {
  const paragraphs = [heading('Oggetto'), plain('Gli atti riguardano {oggetto}.')];
  return templatesWith(
    { code: 'D03', title: 'Istanza di attivazione', paragraphs },
    { code: 'D21', title: 'Decisione a contrarre', paragraphs },
  );
}

/** A dossier of which only the documents matter. */
export class SmallTender {
  private constructor(
    private readonly visitor: Visitor,
    readonly id: string,
  ) {}

  static async open(visitor: Visitor): Promise<SmallTender> {
    return new SmallTender(visitor, await openDossier(visitor, 'Servizio di trasporto scolastico'));
  }

  generate(...codes: string[]): Promise<Answer> {
    return this.visitor.post(`/api/dossiers/${this.id}/documents/generate`, { codes });
  }

  async document(code: string): Promise<DocumentView> {
    return this.until(code, () => true);
  }

  /** The document as it is once it satisfies. */
  async until(code: string, satisfied: (document: DocumentView) => boolean, withinMs = 60_000): Promise<DocumentView> {
    const of = ({ items }: { items?: DocumentView[] }): DocumentView | undefined => items?.find((item) => item.code === code);
    const answer = await this.visitor.until<{ items?: DocumentView[] }>(
      `/api/dossiers/${this.id}/documents`,
      (body) => {
        const document = of(body);
        return document !== undefined && satisfied(document);
      },
      withinMs,
    );
    const document = of(answer);
    if (document === undefined) throw new Error(`no document ${code}`);
    return document;
  }

  settled(code: string, withinMs = 90_000): Promise<DocumentView> {
    return this.until(code, ({ state }) => state !== 'GENERATING', withinMs);
  }

  /** LibreOffice has the document in hand. */
  async converting(code: string): Promise<void> {
    await this.until(code, ({ job }) => (job?.progress ?? 0) >= 35);
  }

  download(code: string): Promise<Buffer> {
    return this.visitor.download(`/api/dossiers/${this.id}/documents/${code}/versions/1/file?format=pdf`);
  }
}

/** The LibreOffice processes of a product's worker. */
export class OfficeProcesses {
  constructor(private readonly product: TestProduct) {}

  /** Resolves when every process of the pool takes documents. */
  async warm(): Promise<void> {
    await this.product.worker?.get(OfficePool).start();
  }

  /** Every soffice.bin, without the sidecars in front of them. */
  offices(): number[] {
    const pids = this.product.worker?.get(OfficePool).pids() ?? [];
    return pids.filter((_, index) => index % 2 === 1);
  }

  /** Sidecars and soffice.bin. */
  all(): readonly number[] {
    return this.product.worker?.get(OfficePool).pids() ?? [];
  }

  /** Those of `pids` that still run; one that ended and was not yet collected by its parent does not. */
  running(pids: readonly number[]): number[] {
    return pids.filter((pid) => {
      try {
        return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      } catch {
        return false;
      }
    });
  }

  signal(pids: readonly number[], signal: NodeJS.Signals): void {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }
}
