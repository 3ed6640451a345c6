import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type DossierKind } from '@gare/domain/kinds/kind';
import { packageProfileSchema, profileFaults, type PackageProfile } from '@gare/domain/package/profile';
import { CONFIG, type Config } from '@gare/platform/config';

/** The profiles of `templates/profiles`, checked at boot: the process refuses to start on a broken one. */
@Injectable()
export class PackageProfiles {
  private readonly profiles: readonly PackageProfile[];

  constructor(@Inject(CONFIG) config: Config) {
    const directory = join(config.templatesDir, 'profiles');
    this.profiles = filesOf(directory).map((file) => {
      const read = packageProfileSchema.safeParse(JSON.parse(readFileSync(join(directory, file), 'utf8')));
      const faults = read.success
        ? profileFaults(read.data)
        : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      if (!read.success || faults.length > 0) throw new Error(`package profile refused: ${file}\n${faults.join('\n')}`);
      return read.data;
    });
  }

  /** The layout of the packages of a kind; null where everything lies in one folder. */
  of(kind: DossierKind): PackageProfile | null {
    return this.profiles.find(({ id }) => kind.packageProfiles.includes(id)) ?? null;
  }
}

function filesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
