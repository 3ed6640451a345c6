import { Injectable } from '@nestjs/common';
import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { DocumentsReader } from '@gare/documents';
import { subjectTrail } from '@gare/domain/kinds/subject-form';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { type DossierNow } from '@gare/domain/requests/points';
import { getAt } from '@gare/domain/scheda/path';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';

/** What points ask of a dossier: versions of its documents and values of its sheet, from one snapshot. */
@Injectable()
export class DossiersNow {
  constructor(
    private readonly documents: DocumentsReader,
    private readonly sheets: SchedaReader,
  ) {}

  async of(reader: Reader, { id }: DossierEntity): Promise<DossierNow> {
    const versions = new Map((await this.documents.versions(reader, id)).map((stamp) => splitStamp(stamp)));
    const { values } = await this.sheets.read(reader, id);
    return { versionOf: (code) => versions.get(code) ?? 0, valueAt: (path) => valueAt(values, path) };
  }
}

function splitStamp(stamp: string): readonly [string, number] {
  const at = stamp.lastIndexOf(':');
  return [stamp.slice(0, at), Number(stamp.slice(at + 1))];
}

/** A path into a list item that is no longer there leads to nothing. */
function valueAt(values: unknown, path: string): unknown {
  try {
    return getAt(values, path);
  } catch {
    return undefined;
  }
}

/** What people call the thing a point asks for; null of one in words. */
export function titleOf(kind: LoadedKind, { tipo, oggetto }: { readonly tipo: string; readonly oggetto: string | null }): string | null {
  if (oggetto === null) return null;
  if (tipo === 'DOCUMENTO') return kind.documents.find(({ code }) => code === oggetto)?.title ?? oggetto;
  return kind.code === tenderKind ? fieldLabel(oggetto) : (subjectTrail(kind.subject, oggetto) ?? oggetto);
}

/** `Lotto LOT-0001, CPV principale`: items of lists by their id. */
export function fieldLabel(path: string): string {
  const label = fieldAt(path)?.label ?? path;
  const item = /^lotti\/([^/]+)\/./.exec(path)?.[1];
  return item === undefined ? label : `${label} (${item})`;
}
