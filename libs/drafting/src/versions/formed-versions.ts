import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentVersionEntity, VersionFormed } from '@gare/documents';
import { DraftEntity } from '../draft.entity.js';
import { DraftVersionKeeper } from './draft-version-keeper.js';

/** When a document is formed, its draft is kept as it reads: the version in force can be told from what was written later. */
@Injectable()
export class FormedVersions implements OnModuleInit {
  constructor(
    private readonly formed: VersionFormed,
    private readonly keeper: DraftVersionKeeper,
  ) {}

  onModuleInit(): void {
    this.formed.on(async (tx, { versionId }) => {
      const version = await tx.findOneByOrFail(DocumentVersionEntity, { id: versionId });
      const draft = await tx.findOneBy(DraftEntity, { documentId: version.documentId });
      if (draft === null) return;
      const by = { personId: version.createdBy, person: version.createdByName, ente: '' };
      await this.keeper.keep(tx, { draft, kind: 'FORMATA', by, name: `Documento, versione ${version.version}` });
    });
  }
}
