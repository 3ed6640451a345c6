import { Module } from '@nestjs/common';
import { IdentityModule } from '@gare/identity';
import { TemplateLintController } from './lint/template-lint.controller.js';
import { TemplateLintService } from './lint/template-lint.service.js';
import { TemplatesModule } from './templates.module.js';

@Module({ imports: [TemplatesModule, IdentityModule], controllers: [TemplateLintController], providers: [TemplateLintService] })
export class TemplatesHttpModule {}
