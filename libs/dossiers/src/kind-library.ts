import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { loadKind, type LoadedKind } from '@gare/domain/kinds/kind';
import { CONFIG, type Config } from '@gare/platform/config';
import { AppError } from '@gare/platform/errors';

/** The dossier kinds of `templates/kinds`, checked at boot: the process refuses to start on a broken one. */
@Injectable()
export class KindLibrary {
  private readonly kinds: readonly LoadedKind[];

  constructor(@Inject(CONFIG) config: Config) {
    const directory = join(config.templatesDir, 'kinds');
    this.kinds = readdirSync(directory)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => loadOrExplain(join(directory, file)));
  }

  list(): readonly LoadedKind[] {
    return this.kinds;
  }

  /**
   * The version a running dossier is on, or the newest when none is named.
   * @throws AppError dossier.kind_unknown
   */
  require(code: string, version?: string): LoadedKind {
    const candidates = this.kinds.filter((kind) => kind.code === code && (version === undefined || kind.version === version));
    const kind = candidates.at(-1);
    if (!kind) throw new AppError('dossier.kind_unknown');
    return kind;
  }
}

function loadOrExplain(file: string): LoadedKind {
  const loaded = loadKind(readFileSync(file, 'utf8'));
  if (loaded.ok) return loaded.kind;
  const findings = loaded.findings.map((finding) => `  ${file}:${finding.line ?? '?'} ${finding.path}: ${finding.message}`);
  throw new Error(`dossier kind refused\n${findings.join('\n')}`);
}
