import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { IdentityModule } from '@gare/identity';
import { CONFIG, type Config } from '@gare/platform/config';
import { AffectedTemplates } from './affected-templates.js';
import { IncludeSources } from './include-sources.js';
import { TemplateLibrary } from './template-library.js';
import { OwnParts } from './own-parts.js';
import { OwnTemplates } from './own-templates.js';
import { TemplatePinEntity } from './template-pin.entity.js';
import { TemplatePins } from './template-pins.js';
import { TemplateCheck } from './template-check.js';
import { TemplateShelf } from './template-shelf.js';
import { TemplateUploads } from './template-uploads.js';
import { TemplateVersionEntity } from './template-version.entity.js';

const library = {
  provide: TemplateLibrary,
  inject: [CONFIG],
  useFactory: ({ templatesDir }: Config) => new TemplateLibrary({ templatesDir, fields: fieldsOfKind }),
};
const provided = [
  ...[library, IncludeSources, OwnTemplates, OwnParts, AffectedTemplates],
  ...[TemplatePins, TemplateShelf, TemplateCheck, TemplateUploads],
];

@Module({
  imports: [TypeOrmModule.forFeature([TemplateVersionEntity, TemplatePinEntity]), IdentityModule],
  providers: provided,
  exports: provided,
})
export class TemplatesModule {}
