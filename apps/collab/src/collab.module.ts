import { type DynamicModule, Module } from '@nestjs/common';
import { DraftingCollabModule } from '@gare/drafting/collab';
import { type Config } from '@gare/platform/config';
import { PlatformModule, type PlatformOptions } from '@gare/platform/runtime';

/** Holds the drafts in which people write together; never loads a controller. */
@Module({})
export class CollabModule {
  static with(config: Config, overrides: Partial<PlatformOptions> = {}): DynamicModule {
    return {
      module: CollabModule,
      imports: [PlatformModule.with({ config, service: 'collab', ...overrides }), DraftingCollabModule],
    };
  }
}
