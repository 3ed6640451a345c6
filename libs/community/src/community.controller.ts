import { Readable } from 'node:stream';
import { Controller, type StreamableFile } from '@nestjs/common';
import {
  createSigningKey,
  downloadBundle,
  getCommunity,
  getImport,
  getImportedKind,
  importBundle,
  revokeSigner,
  takeClause,
  takeModel,
  trustSigner,
  type CommunityImportView,
  type CommunityView,
} from '@gare/contracts/community';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { CommunityService } from './community.service.js';
import { ModelsOfBundles } from './models-of-bundles.js';

@Controller()
export class CommunityController {
  constructor(
    private readonly community: CommunityService,
    private readonly models: ModelsOfBundles,
  ) {}

  @Route(getCommunity)
  show(@CurrentActor() actor: Actor): Promise<CommunityView> {
    return this.community.show(actor);
  }

  @Route(createSigningKey)
  createKey(@CurrentActor() actor: Actor, @Input(createSigningKey) { body }: InputOf<typeof createSigningKey>): Promise<CommunityView> {
    return this.community.createKey(actor, body.name);
  }

  @Route(trustSigner)
  trust(@CurrentActor() actor: Actor, @Input(trustSigner) { body }: InputOf<typeof trustSigner>): Promise<CommunityView> {
    return this.community.trust(actor, body);
  }

  @Route(revokeSigner)
  revoke(@CurrentActor() actor: Actor, @Input(revokeSigner) { params, body }: InputOf<typeof revokeSigner>): Promise<CommunityView> {
    return this.community.revoke(actor, params.signerId, body.reason);
  }

  @Route(downloadBundle)
  async bundle(@CurrentActor() actor: Actor, @Input(downloadBundle) { query }: InputOf<typeof downloadBundle>): Promise<StreamableFile> {
    const bytes = await this.community.bundle(actor, query);
    return sendFile({ stream: Readable.from(bytes), fileName: 'modelli.zip', mime: 'application/zip', bytes: bytes.length });
  }

  @Route(importBundle)
  receive(@CurrentActor() actor: Actor, @UploadedStream() file: IncomingFile): Promise<CommunityImportView> {
    return this.community.receive(actor, file);
  }

  @Route(getImport)
  one(@CurrentActor() actor: Actor, @Input(getImport) { params }: InputOf<typeof getImport>): Promise<CommunityImportView> {
    return this.community.one(actor, params.importId);
  }

  @Route(getImportedKind)
  kind(
    @CurrentActor() actor: Actor,
    @Input(getImportedKind) { params }: InputOf<typeof getImportedKind>,
  ): Promise<{ text: string; signer: string }> {
    return this.community.kind(actor, params.importId, params.code);
  }

  @Route(takeClause)
  takeClause(@CurrentActor() actor: Actor, @Input(takeClause) { params, body }: InputOf<typeof takeClause>): Promise<{ version: string }> {
    return this.community.takeClause(actor, params, body.sides);
  }

  @Route(takeModel)
  takeModel(@CurrentActor() actor: Actor, @Input(takeModel) { params, body }: InputOf<typeof takeModel>): Promise<{ version: string }> {
    return this.models.take(actor, params, body);
  }
}
