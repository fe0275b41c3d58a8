def page(viewer, number):
    raise NotImplementedError
