import { rm } from 'node:fs/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { templatesWith, type SmallTemplate } from './documents-templates.js';
import { startTestProduct, type TestProduct, type TestProductOptions } from './test-product.js';

/** A product that forms documents from small templates of the test, and someone who opens dossiers in it. */
export interface TemplateProduct {
  readonly templatesDir: string;
  readonly product: TestProduct;
  readonly worker: INestApplicationContext;
  /** The RUP of Montone, signed in. */
  readonly rup: Visitor;
  stop(): Promise<void>;
}

export function startTemplateProduct(...templates: readonly SmallTemplate[]): Promise<TemplateProduct> {
  return startTemplateProductWith({}, ...templates);
}

/** The same with options of the product. */
export async function startTemplateProductWith(
  options: TestProductOptions,
  ...templates: readonly SmallTemplate[]
): Promise<TemplateProduct> {
  const templatesDir = await templatesWith(...templates);
  const product = await startTestProduct({ ...options, environment: { ...options.environment, TEMPLATES_DIR: templatesDir } });
  if (product.worker === null) throw new Error('these tests need the worker');
  return {
    templatesDir,
    product,
    worker: product.worker,
    rup: await product.signIn('rup@montone.example'),
    stop: async () => {
      await product.stop();
      await rm(templatesDir, { recursive: true, force: true });
    },
  };
}
