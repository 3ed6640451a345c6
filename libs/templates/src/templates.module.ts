import { Module } from '@nestjs/common';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { CONFIG, type Config } from '@gare/platform/config';
import { IncludeSources } from './include-sources.js';
import { TemplateLibrary } from './template-library.js';
import { TemplateShelf } from './template-shelf.js';

const library = {
  provide: TemplateLibrary,
  inject: [CONFIG],
  useFactory: ({ templatesDir }: Config) => new TemplateLibrary({ templatesDir, fields: fieldsOfKind }),
};
const provided = [library, IncludeSources, TemplateShelf];

@Module({ providers: provided, exports: provided })
export class TemplatesModule {}
