import { useQuery } from '@tanstack/react-query';
import { guardIssues } from '@gare/domain/convenzione/sheet-guard';
import { isConvenzioneState } from '@gare/domain/convenzione/states';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Sheet } from '../api/client';
import { sheetQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { useDossier } from '../pages/dossier-frame';
import { useSession } from '../pages/may';
import { Conflicts } from '../sheet/conflicts';
import { focusField } from '../sheet/focus-field';
import { SaveStatus } from '../sheet/save-status';
import { SheetProvider } from '../sheet/sheet-context';
import { useSheetSession } from '../sheet/use-sheet-session';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { AnchorIndex } from '../ui/anchor-index';
import { Disclosure, FormSection, IndexedPage, Muted, Stack } from '../ui/layout';
import { Place } from './place';
import { type ConvenzioneDetail, convenzioneQuery } from './queries';
import { SheetField } from './sheet-field';
import { actParts, type ConvenzionePart, contentParts } from './sheet-fields';
import { SheetList } from './sheet-list';
import { type ConvenzioneTools, ConvenzioneToolsProvider } from './sheet-tools';

function Part({ part, group, tools }: { part: ConvenzionePart; group: 'articolo' | 'atto'; tools: ConvenzioneTools }): ReactElement {
  const { t } = useTranslation();
  const title = t(`convenzione.${group}.${part.id}`, part.id);
  const probe = part.fields[0]?.path ?? `${part.list?.path ?? ''}/X/x`;
  const reason = tools.closed(probe);
  return (
    <FormSection id={`parte-${part.id}`} title={title}>
      {reason !== null && <Muted>{reason}</Muted>}
      {part.fields.length > 0 && (
        <FieldGrid>
          {part.fields.map((field) => (
            <SheetField key={field.path} field={field} path={field.path} />
          ))}
        </FieldGrid>
      )}
      {part.list && <SheetList list={part.list} title={title} />}
    </FormSection>
  );
}

/** Acts that can be written now or have been written; the others are folded away. */
function Acts({ sheet, tools }: { sheet: Sheet; tools: ConvenzioneTools }): ReactElement {
  const { t } = useTranslation();
  const acts = (sheet.values['atti'] ?? {}) as Record<string, unknown>;
  const shows = ({ id, fields }: ConvenzionePart): boolean => acts[id] !== undefined || tools.closed(fields[0]?.path ?? '') === null;
  const later = actParts.filter((part) => !shows(part));
  return (
    <>
      {actParts.filter(shows).map((part) => (
        <Part key={part.id} part={part} group="atto" tools={tools} />
      ))}
      {later.length > 0 && (
        <Disclosure summary={t('convenzione.altriAtti')}>
          <ul>
            {later.map((part) => (
              <li key={part.id}>{t(`convenzione.atto.${part.id}`, part.id)}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

/** Every path of a part, lists included. */
const belongsTo = (part: ConvenzionePart, path: string): boolean =>
  part.fields.some((field) => field.path === path) || (part.list !== undefined && path.startsWith(part.list.path));

function ContentIndex({ convenzione }: { convenzione: ConvenzioneDetail }): ReactElement {
  const { t } = useTranslation();
  return (
    <AnchorIndex
      label={t('convenzione.indice')}
      items={contentParts.map((part) => {
        const count = convenzione.contentIssues.filter(({ path }) => belongsTo(part, path)).length;
        return {
          id: `parte-${part.id}`,
          label: t(`convenzione.articolo.${part.id}`, part.id),
          count,
          countWords: t('convenzioni.daSistemare', { count }),
        };
      })}
    />
  );
}

interface EditorProps {
  readonly sheet: Sheet;
  readonly convenzione: ConvenzioneDetail;
  readonly part: 'contenuto' | 'atti';
  readonly target: string | undefined;
}

function Editor({ sheet, convenzione, part, target }: EditorProps): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const session = useSheetSession(sheet, convenzione.id, { id: utente.id, name: `${utente.nome} ${utente.cognome}` });
  const sheetTools = useMemo(() => ({ session, checksAt: new Map<string, never>() }), [session]);
  const state = convenzione.stato.code;
  const fixed = convenzione.testo.hash !== null;
  const tools = useMemo<ConvenzioneTools>(
    () => ({
      closed: (path) => (isConvenzioneState(state) ? (guardIssues([{ path, value: '' }], { state, fixed })[0]?.message ?? null) : null),
      missing: new Map([
        ...convenzione.contentIssues.map(({ path, message }) => [path, message] as const),
        ...convenzione.actFindings.map(({ field, reason }) => [field, reason] as const),
      ]),
    }),
    [state, fixed, convenzione.contentIssues, convenzione.actFindings],
  );
  useEffect(() => (target === undefined ? undefined : focusField(target)), [target]);
  const elsewhere = convenzione.contentIssues.filter(({ path }) => /^contenuto\/(?:compiti|rapporti\/tariffe)/.test(path));
  return (
    <SheetProvider value={sheetTools}>
      <ConvenzioneToolsProvider value={tools}>
        <Stack gap="lg">
          <SaveStatus />
          {!sheet.writable && (
            <Notice tone="info" title={t('scheda.solaLettura')}>
              <p>{sheet.whyReadOnly ?? t('scheda.solaLetturaTesto')}</p>
            </Notice>
          )}
          {part === 'contenuto' ? (
            <IndexedPage index={<ContentIndex convenzione={convenzione} />}>
              <Stack gap="lg">
                {contentParts.map((one) => (
                  <Part key={one.id} part={one} group="articolo" tools={tools} />
                ))}
              </Stack>
            </IndexedPage>
          ) : (
            <Acts sheet={sheet} tools={tools} />
          )}
          {part === 'contenuto' && elsewhere.length > 0 && (
            <Notice tone="warning" title={t('convenzione.altrove')}>
              <ul>
                {elsewhere.map(({ path, message }) => (
                  <li key={`${path} ${message}`}>
                    <Place dossierId={convenzione.id} path={path} documentCode={null}>
                      {message}
                    </Place>
                  </li>
                ))}
              </ul>
            </Notice>
          )}
        </Stack>
        <Conflicts />
      </ConvenzioneToolsProvider>
    </SheetProvider>
  );
}

function SheetOf({ part, target }: Pick<EditorProps, 'part' | 'target'>): ReactElement {
  const dossier = useDossier();
  const sheet = useQuery(sheetQuery(dossier.id));
  const convenzione = useQuery(convenzioneQuery(dossier.id));
  const failed = sheet.error ?? convenzione.error;
  if (sheet.data && convenzione.data)
    return <Editor key={dossier.id} sheet={sheet.data} convenzione={convenzione.data} part={part} target={target} />;
  if (failed) {
    return (
      <TroubleNotice
        trouble={troubleOf(failed)}
        onRetry={() => {
          void sheet.refetch();
          void convenzione.refetch();
        }}
      />
    );
  }
  return <Skeleton rows={10} />;
}

/** The content, article by article, saved by itself. */
export function ContentPage(): ReactElement {
  const { campo } = useSearch({ from: '/riservata/convenzioni/$dossierId/contenuto' });
  return <SheetOf part="contenuto" target={campo} />;
}

/** The acts of the life of a convenzione. */
export function ActsPage(): ReactElement {
  const { campo } = useSearch({ from: '/riservata/convenzioni/$dossierId/atti' });
  return <SheetOf part="atti" target={campo} />;
}
