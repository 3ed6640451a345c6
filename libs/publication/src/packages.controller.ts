import { Controller, type StreamableFile } from '@nestjs/common';
import { buildPackage, downloadPackage, getPackage, type PackageView } from '@gare/contracts/packages';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { PackagesService, type PackagePage } from './packages.service.js';

@Controller()
export class PackagesController {
  constructor(private readonly packages: PackagesService) {}

  @Route(getPackage)
  page(@CurrentActor() actor: Actor, @Input(getPackage) { params }: InputOf<typeof getPackage>): Promise<PackagePage> {
    return this.packages.page(actor, params.dossierId);
  }

  @Route(buildPackage)
  build(@CurrentActor() actor: Actor, @Input(buildPackage) { params }: InputOf<typeof buildPackage>): Promise<PackageView> {
    return this.packages.request(actor, params.dossierId);
  }

  @Route(downloadPackage)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadPackage) { params }: InputOf<typeof downloadPackage>,
  ): Promise<StreamableFile> {
    return sendFile(await this.packages.download(actor, params.dossierId, params.packageId));
  }
}
