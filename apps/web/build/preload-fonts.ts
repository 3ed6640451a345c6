import { type HtmlTagDescriptor, type Plugin } from 'vite';

/** Asks for the fonts of the first screen together with the page, so that text does not move when they come. */
export function preloadFonts(faces: readonly string[]): Plugin {
  return {
    name: 'gare-preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const fonts = Object.keys(context.bundle ?? {}).filter(
          (file) => file.endsWith('.woff2') && file.includes('titillium') && faces.some((face) => file.includes(face)),
        );
        return fonts.map((file): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}
