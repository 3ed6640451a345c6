declare module 'virtual:icon-sprite' {
  /** Address of the SVG sprite with the icons the product uses. */
  export const spriteUrl: string;
}
