/** The events on offer: static data that every service has at hand. */
export const catalogue = [
  { id: 'spring-run', title: 'Spring run' },
  { id: 'summer-camp', title: 'Summer camp' },
];
