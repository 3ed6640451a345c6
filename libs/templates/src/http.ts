import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { TemplateLintController } from './lint/template-lint.controller.js';
import { TemplateLintService } from './lint/template-lint.service.js';
import { TemplateLifecycle } from './template-lifecycle.js';
import { TemplateViews } from './template-views.js';
import { TemplatesController } from './templates.controller.js';
import { TemplatesModule } from './templates.module.js';

@Module({
  imports: [TemplatesModule, DossiersModule, IdentityModule],
  controllers: [TemplatesController, TemplateLintController],
  providers: [TemplateLifecycle, TemplateLintService, TemplateViews],
})
export class TemplatesHttpModule {}
