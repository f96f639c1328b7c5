// The few icons of the menu and the buttons, as paths of a 24 by 24 grid drawn with a line.
export const icons: Record<string, string> = {
  tasks: 'M4 6l2 2 3-4M12 6h8M4 13l2 2 3-4M12 13h8M12 19h8M4 19h3',
  documents: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  import: 'M12 3v11M8 10l4 4 4-4M4 16v4h16v-4',
  chart: 'M4 20h16M7 20v-7M12 20V6M17 20v-10',
  columns: 'M4 5h5v5H4zM15 4h5M15 8h5M4 15h5v5H4zM12 4v16',
  site: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  agency: 'M4 21V8l8-5 8 5v13M2 21h20M9 21v-5h6v5M9 11h0M15 11h0',
  people: 'M9 11a4 4 0 100-8 4 4 0 000 8zM2 21c0-5 3-7 7-7s7 2 7 7M16 4a4 4 0 010 7M18 14c3 1 4 3 4 7',
  roles: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4',
  key: 'M8 16a5 5 0 110-8 5 5 0 010 8zM12 11h9M17 11v4M21 11v3',
  journal: 'M5 3h14v18H5zM9 3v18M12 8h4M12 12h4',
  api: 'M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16',
  chevron: 'M6 9l6 6 6-6',
  up: 'M6 15l6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
};
