// What a signed-in person needs first, as files of their own: the sign-in page has to be light.

export const loadWork = () => import('./views/WorkList.vue');

/** The frame around every place but the sign-in, with the component library. */
export const loadFrame = () => import('./parts/FrameAround.vue');

/** Fetches both while the password is being typed; what fails here is asked for again when it is needed. */
export function fetchAhead(): void {
  setTimeout(() => void Promise.all([loadFrame(), loadWork()]).catch(() => {}), 800);
}
