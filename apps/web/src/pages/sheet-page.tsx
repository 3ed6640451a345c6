import '../sheet/zod-without-eval';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CheckResult, type Sheet } from '../api/client';
import { checksQuery, sheetQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { focusField } from '../sheet/focus-field';
import { FormProvider } from '../sheet/form-field';
import { useFormOf } from '../sheet/use-form-of';
import { SheetProvider } from '../sheet/sheet-context';
import { useSheetSession } from '../sheet/use-sheet-session';
import { Conflicts } from '../sheet/conflicts';
import { SaveStatus } from '../sheet/save-status';
import { SectionIndex } from '../sheet/section-index';
import { SectionView } from '../sheet/section-view';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { IndexedPage, Stack } from '../ui/layout';

function failedChecksByField(results: readonly CheckResult[] | undefined): ReadonlyMap<string, readonly CheckResult[]> {
  const byPath = new Map<string, CheckResult[]>();
  for (const result of results ?? []) {
    if (result.status !== 'KO') continue;
    for (const path of new Set(result.evidence.map((item) => item.path))) {
      if (path !== null) byPath.set(path, [...(byPath.get(path) ?? []), result]);
    }
  }
  return byPath;
}

function SheetEditor({ sheet, dossierId }: { sheet: Sheet; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ from: '/riservata/fascicoli/$dossierId/scheda' });
  const { session: signedIn } = useRouteContext({ from: '/riservata' });
  const navigate = useNavigate();
  const person = { id: signedIn.utente.id, name: `${signedIn.utente.nome} ${signedIn.utente.cognome}` };
  const session = useSheetSession(sheet, dossierId, person);
  const checks = useQuery(checksQuery(dossierId));
  const results = checks.data?.results;
  const checksAt = useMemo(() => failedChecksByField(results), [results]);
  const form = useFormOf(sheet.schema);
  const tools = useMemo(() => ({ session, checksAt }), [session, checksAt]);
  const wanted = search.campo === undefined ? search.sezione : form.sectionOf(search.campo);
  const section = form.sections.find(({ id }) => id === wanted) ?? form.sections[0];
  const target = search.campo;

  useEffect(() => (target === undefined ? undefined : focusField(target)), [target]);

  const openSection = (sezione: string): void => {
    void navigate({ to: '/fascicoli/$dossierId/scheda', params: { dossierId }, search: { sezione } }).then(() => {
      document.getElementById('titolo-sezione')?.focus();
    });
  };
  if (section === undefined) return <Skeleton />;
  return (
    <FormProvider value={form}>
      <SheetProvider value={tools}>
        <IndexedPage index={<SectionIndex dossierId={dossierId} current={section.id} checking={checks.data?.running ?? false} />}>
          <Stack>
            <SaveStatus />
            {!sheet.writable && (
              <Notice tone="info" title={t('scheda.solaLettura')}>
                <p>{sheet.whyReadOnly ?? t('scheda.solaLetturaTesto')}</p>
              </Notice>
            )}
            {sheet.writable && sheet.openFields !== null && (
              <Notice tone="info" title={t('scheda.congelata')}>
                <p>{t('scheda.congelataTesto')}</p>
              </Notice>
            )}
            <SectionView key={section.id} section={section} dossierId={dossierId} onOpenSection={openSection} />
          </Stack>
        </IndexedPage>
        <Conflicts />
      </SheetProvider>
    </FormProvider>
  );
}

/** The sheet of a dossier: every fact entered once. That of a tender has its own form, those of other kinds are drawn from their schema. */
export function SheetPage(): ReactElement {
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/scheda' });
  const sheet = useQuery(sheetQuery(dossierId));
  if (sheet.data) return <SheetEditor key={dossierId} sheet={sheet.data} dossierId={dossierId} />;
  if (sheet.error)
    return <TroubleNotice trouble={troubleOf(sheet.error)} retrying={sheet.isFetching} onRetry={() => void sheet.refetch()} />;
  return <Skeleton rows={10} />;
}
