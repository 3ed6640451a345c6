import { type Locator, type Page } from 'playwright-core';
import { heading, plain } from '../harness/documents-templates.js';
import { startTemplateProductWith, type TemplateProduct } from '../harness/template-product.js';

/** What the disciplinare of the tests is about: the field its first article prints. */
export const oggetto = 'Servizio di refezione scolastica del Comune di Montone';

/** The product with pages and drafts, and a short disciplinare: an article that prints a value, and one with these paragraphs. */
export function startDisciplinare(article: string, paragraphs: readonly string[]): Promise<TemplateProduct> {
  return startTemplateProductWith(
    { collab: true, web: true },
    {
      code: 'D33',
      title: 'Disciplinare di gara',
      paragraphs: [heading('Art. 1 Oggetto'), plain('Si affida {oggetto}.'), heading(article), ...paragraphs.map(plain)],
    },
  );
}

export const draftText = (page: Page): Locator => page.getByRole('textbox', { name: 'Testo del documento' });

/** The cursor at the end of a paragraph, as a click and the End key put it there. */
export async function atEndOf(page: Page, words: string): Promise<void> {
  await draftText(page).getByText(words).click();
  await page.keyboard.press('End');
}
